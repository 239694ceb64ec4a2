import Synchronization

/// A value that is made when it is first asked for, by whichever thread asks first.
///
/// Of several threads that ask at once each may make it; all get the same one.
final class Deferred<Value: Sendable>: Sendable {
  private let made = AtomicLazyReference<MadeValue<Value>>()
  private let make: @Sendable () -> Value

  init(_ value: @escaping @autoclosure @Sendable () -> Value) { make = value }

  var value: Value { (made.load() ?? made.storeIfNil(MadeValue(make()))).value }
}

extension Deferred: Equatable where Value: Equatable {
  static func == (left: Deferred, right: Deferred) -> Bool {
    left === right || left.value == right.value
  }
}

private final class MadeValue<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
