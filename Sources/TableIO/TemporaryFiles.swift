// UNSAFE: keeps C strings where a signal handler can read them. Why: a handler may call next to nothing; `unlink`, `rmdir`, `signal` and
// `raise` are allowed, Swift's strings, arrays and locks are not. What must hold: a path's bytes never change and are never freed; a slot is
// written by one pointer-sized store.

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and folders that must not outlive the process: a signal that ends it removes them first.
package enum TemporaryFiles {
  private static let slotCount = 32
  /// index = slot, value = a path, or nil; allocated once and kept.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let slots = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: nil, count: slotCount)
    return unsafe slots
  }()
  private static let lock = Mutex<Void>(())

  /// From now on Ctrl-C, a request to end and a closed terminal remove registered files, and then end the process as ever.
  package static func removeOnSignals() {
    _ = unsafe slots
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // What is ignored, as under `nohup`, stays ignored.
      let before = signal(number, SIG_IGN)
      if unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      _ = signal(number) { number in
        for slot in 0..<TemporaryFiles.slotCount {
          if let path = unsafe TemporaryFiles.slots[slot] { _ = unsafe unlink(path) }
        }
        // Folders are empty only now.
        for slot in 0..<TemporaryFiles.slotCount {
          if let path = unsafe TemporaryFiles.slots[slot] { _ = unsafe rmdir(path) }
        }
        _ = signal(number, SIG_DFL)
        _ = raise(number)
      }
    }
  }

  /// A file or folder is about to be made; beyond the slots it is not remembered.
  package static func register(_ path: String) {
    lock.withLock { _ in
      for slot in 0..<slotCount where unsafe slots[slot] == nil {
        unsafe slots[slot] = strdup(path)
        return
      }
    }
  }

  /// It is gone, or has become the result. A handler may be reading the path, so its bytes are left alone.
  package static func forget(_ path: String) {
    lock.withLock { _ in
      for slot in 0..<slotCount {
        if let known = unsafe slots[slot], unsafe strcmp(known, path) == 0 { unsafe slots[slot] = nil }
      }
    }
  }
}
