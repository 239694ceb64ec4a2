import AuditLog
import Rules

/// A verification for programs: what was proved, and under `open` what was not.
struct VerificationJSON {
  let verification: LogVerification

  private var log: VerifiedLog { verification.log }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("log", log.checkpoint.origin)
      json.member("sound", verification.isSound)
      json.member("consistent", true)
      json.member("open") { json in
        json.array { json in
          for question in verification.openQuestions { json.string(word(for: question)) }
        }
      }
      json.member("size", log.checkpoint.size)
      json.member("root", log.checkpoint.root.base64)
      json.member("first", log.firstTime.description)
      json.member("last", log.lastTime.description)
      json.member("signature") { json in
        json.object { json in
          json.member("key", log.signer.text)
          json.member("pinned", log.isPinned)
        }
      }
      json.member("compared") { writeComparison(to: &$0) }
      json.member("covered", verification.coveredCount)
      json.member("uncovered", verification.uncoveredCount)
      json.member("bodies") { write(verification.evidence?.bodies, to: &$0) }
      json.member("rules") { write(verification.evidence?.objects, to: &$0) }
      json.member("anchors") { writeAnchors(to: &$0) }
      json.member("reviewerSignatures") { json in
        json.object { json in
          json.member("valid", verification.signatures.validCount)
          json.member("unsigned", verification.signatures.unsignedCount)
          json.member("wrong") { write(verification.signatures.wrong, to: &$0) }
          json.member("pinned", verification.signatures.isPinned)
          json.member("registered", verification.signatures.isRegistered)
          json.member("inOneHand") { write(verification.rulings.inOneHand, to: &$0) }
          json.member("sameLogin") { write(verification.rulings.sameLogin, to: &$0) }
        }
      }
      json.member("contradicted") { json in
        json.array { json in
          for line in verification.lines.contradictions {
            json.object { json in
              json.member("seq", line.entry)
              json.member("members") { json in
                json.array { json in for member in line.members { json.string(member.rawValue) } }
              }
            }
          }
        }
      }
      json.member("demands") { writeDemands(to: &$0) }
      json.member("noted") { json in
        json.object { json in
          json.member("builtIn", verification.noted.sameCount)
          json.member("others") { write(verification.noted.others, to: &$0) }
          json.member("silent", verification.noted.silentCount)
        }
      }
      json.member("sm2") { json in
        guard let note = verification.note else { return json.null() }
        json.object { json in
          json.member("size", note.size)
          json.member("signatureValid") { $0.boolean(note.isSigned) }
          json.member("rootsEqual") { $0.boolean(note.isContinued) }
        }
      }
      json.member("release") { writeRelease(to: &$0) }
      json.member("entries") { json in
        json.object { json in
          for operation in LogOperation.allCases {
            if let count = log.counts[operation] { json.member(operation.rawValue, count) }
          }
        }
      }
      json.member("unacknowledgedBytes", log.unacknowledgedByteCount)
      json.member("checkpoint", log.checkpoint.text)
    }
  }

  private func write(_ entries: [Int], to json: inout JSONWriter) {
    json.array { json in for entry in entries { json.integer(entry) } }
  }

  private func writeDemands(to json: inout JSONWriter) {
    json.object { json in
      json.member("decisions", verification.demands.demandedCount)
      json.member("broken") { json in
        json.array { json in
          for breach in verification.demands.breaches {
            json.object { json in
              json.member("seq", breach.entry)
              json.member("demand", breach.demand.rawValue)
            }
          }
        }
      }
      json.member("unchecked", verification.demands.uncheckedCount)
    }
  }

  /// A word that never changes its meaning.
  private func word(for question: LogVerification.OpenQuestion) -> String {
    switch question {
    case .notCompared: "notCompared"
    case .notPinned: "notPinned"
    case .uncovered: "uncovered"
    case .uncheckedAnchors: "uncheckedAnchors"
    case .unsignedRelease: "unsignedRelease"
    case .otherRules: "otherRules"
    case .inOneHand: "inOneHand"
    case .linesOnly: "linesOnly"
    case .unchecked: "unchecked"
    }
  }

  private func writeComparison(to json: inout JSONWriter) {
    json.array { json in
      for head in log.held {
        json.object { json in
          json.member("size", head.size)
          json.member("root", head.root.base64)
          json.member("signed", head.checkpoint != nil)
          json.member("place", head.place)
        }
      }
    }
  }

  private func writeRelease(to json: inout JSONWriter) {
    guard let rules = verification.rules else {
      json.null()
      return
    }
    json.object { json in
      json.member("name", rules.name)
      json.member("signer", rules.signer)
      json.member("signatureValid") { json in
        if let isSigned = rules.isSigned { json.boolean(isSigned) } else { json.null() }
      }
      json.member("decisions", rules.releasedCount)
      json.member("others") { json in
        json.array { json in
          for exception in rules.exceptions {
            json.object { json in
              json.member("seq", exception.entry)
              json.member("files") { json in
                json.array { json in for file in exception.files { json.string(file) } }
              }
            }
          }
        }
      }
      json.member("unchecked", rules.uncheckedCount)
    }
  }

  private func writeAnchors(to json: inout JSONWriter) {
    json.array { json in
      for anchor in verification.anchors {
        json.object { json in
          json.member("seq", anchor.entry)
          json.member("kind", anchor.kind.rawValue)
          json.member("size", anchor.size)
          switch anchor.state {
          case .valid(let name, let time):
            json.member("state", "valid")
            json.member("by", name)
            json.member("time", Timestamp(milliseconds: Int64(time) * 1000).description)
          case .unchecked: json.member("state", "unchecked")
          case .wrong(let problem):
            json.member("state", "wrong")
            json.member("problem", problem.english)
          }
        }
      }
    }
  }

  /// null: nothing of the kind was looked at.
  private func write(_ tally: EvidenceTally?, to json: inout JSONWriter) {
    guard let tally else {
      json.null()
      return
    }
    json.object { json in
      json.member("committed", tally.total)
      json.member("present", tally.present)
      json.member("redacted", tally.redacted)
      json.member("missing") { write(tally.missing, to: &$0) }
      json.member("altered") { write(tally.altered, to: &$0) }
      json.member("unchecked", tally.unchecked)
    }
  }

  private func write(_ faults: [EvidenceTally.Fault], to json: inout JSONWriter) {
    json.array { json in
      for fault in faults {
        json.object { json in
          json.member("seq", fault.entry)
          json.member("place", fault.place)
        }
      }
    }
  }
}
