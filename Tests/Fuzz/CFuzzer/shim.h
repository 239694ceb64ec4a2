#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop over inputs, for a program with a main function of its own.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
