/// A shell that completes words.
enum Shell: String, CaseIterable {
  case bash, zsh, fish
}

/// Writes the script by which a shell offers commands, options and values.
///
/// Everything it offers is of the program itself: no word of a file or of a user enters a script.
struct CompletionScript {
  /// A command, or a verb of one, with what may stand behind it: `audit verify`.
  struct Entry {
    let words: [String]
    let form: CommandForm
  }

  let entries: [Entry]

  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: Self.zshBefore + bash + Self.zshAfter
    case .fish: fish
    }
  }

  /// The words that begin a command, each once, and those behind one.
  private var firstWords: [String] { unique(entries.map { $0.words[0] }) }

  private func wordsBehind(_ first: String) -> [String] {
    entries.filter { $0.words.count > 1 && $0.words[0] == first }.map { $0.words[1] }
  }

  private func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  // MARK: - bash

  private var bash: String {
    var text = """
      # bash completion for review
      _review() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
        local command="${COMP_WORDS[1]}"
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W "\(firstWords.joined(separator: " ")) --help --version" -- "$word"))
          return
        fi

      """
    for first in firstWords where !wordsBehind(first).isEmpty {
      text += """
          if [ "$command" = \(first) ]; then
            if [ "$COMP_CWORD" -eq 2 ]; then
              COMPREPLY=($(compgen -W "\(wordsBehind(first).joined(separator: " "))" -- "$word"))
              return
            fi
            command="\(first) ${COMP_WORDS[2]}"
          fi

        """
    }
    text += "  case \"$command $before\" in\n"
    for entry in entries {
      for option in entry.form.options {
        guard let offer = Self.bashOffer(option.value) else { continue }
        text +=
          "    \"\(entry.words.joined(separator: " ")) \(option.name)\") \(offer); return ;;\n"
      }
    }
    text += "  esac\n  case \"$command\" in\n"
    for entry in entries {
      let options = entry.form.options.map { $0.name } + ["--help"]
      let operands = Self.bashOffer(entry.form.operands.value) ?? ":"
      text += "    \"\(entry.words.joined(separator: " "))\")\n"
      text +=
        "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"\(options.joined(separator: " "))\" -- \"$word\")); "
      text += "else \(operands); fi ;;\n"
    }
    return text + "  esac\n}\ncomplete -o filenames -F _review review\n"
  }

  /// The command that offers values; nil for an option that stands alone.
  private static func bashOffer(_ value: OptionValue) -> String? {
    switch value {
    case .none: nil
    case .text: ":"
    case .file: "COMPREPLY=($(compgen -f -- \"$word\"))"
    case .folder: "COMPREPLY=($(compgen -d -- \"$word\"))"
    case .words(let words):
      "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\"))"
    }
  }

  // MARK: - zsh

  /// zsh reads the functions of bash. In a folder of `fpath` the file is the body of a function, which
  /// runs at the first Tab and registers what completes from then on; read by `source`, it registers
  /// at once.
  private static let zshBefore = """
    #compdef review
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    (( $+functions[complete] )) || { autoload -Uz bashcompinit && bashcompinit }

    """

  private static let zshAfter = """
    if [[ -n $compstate ]]; then
      _bash_complete -o filenames -F _review
    fi

    """

  // MARK: - fish

  private var fish: String {
    var text = "# fish completion for review\n"
    text +=
      "complete -c review -n __fish_use_subcommand -f -a \"\(firstWords.joined(separator: " "))\"\n"
    text += "complete -c review -n __fish_use_subcommand -l help\n"
    text += "complete -c review -n __fish_use_subcommand -l version\n"
    for first in firstWords where !wordsBehind(first).isEmpty {
      let words = wordsBehind(first).joined(separator: " ")
      text +=
        "complete -c review -n \"__fish_seen_subcommand_from \(first); and not __fish_seen_subcommand_from \(words)\" -f -a \"\(words)\"\n"
    }
    for entry in entries {
      let condition = entry.words.map { "__fish_seen_subcommand_from \($0)" }
        .joined(separator: "; and ")
      for option in entry.form.options {
        text +=
          "complete -c review -n \"\(condition)\" -l \(option.name.dropFirst(2))\(Self.fishOffer(option.value))\n"
      }
      if case .words(let words) = entry.form.operands.value, !words.isEmpty {
        text += "complete -c review -n \"\(condition)\" -f -a \"\(words.joined(separator: " "))\"\n"
      }
    }
    return text
  }

  private static func fishOffer(_ value: OptionValue) -> String {
    switch value {
    case .none: ""
    case .text: " -x"
    case .file: " -r -F"
    case .folder: " -x -a \"(__fish_complete_directories)\""
    case .words(let words): " -x -a \"\(words.joined(separator: " "))\""
    }
  }
}
