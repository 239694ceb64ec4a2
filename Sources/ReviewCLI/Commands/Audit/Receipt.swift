import AuditLog

/// What is printed when an entry has become durable: its number, its hash and the new checkpoint.
struct Receipt {
  let acknowledgement: Acknowledgement

  func text(_ arguments: AuditArguments) -> String {
    var text = ""
    for (sequence, hash) in zip(acknowledgement.sequences, acknowledgement.leafHashes) {
      text += arguments.say("日志序号：", "Entry: ") + "\(sequence)\n"
      text += arguments.say("叶哈希：", "Leaf hash: ") + "\(hash.hexadecimal)\n"
    }
    return text + arguments.say("检查点：\n", "Checkpoint:\n") + acknowledgement.checkpoint.text
  }
}
