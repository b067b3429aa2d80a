// UNSAFE: hands pointers to the operating system. Why: Foundation's start-up and bridging cost more than all the work of a small run, and
// it offers neither `pread` nor `fsync`. What must hold: every pointer lives until its call returns. Everything that differs
// between systems is in this file.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The calls to the operating system that the package needs, with plain values.
package enum SystemCalls {
  /// What is at a path.
  package enum Kind: Sendable { case missing, file, folder, other }

  /// Size and time of last change of an open file.
  struct Stamp: Equatable, Sendable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// The number of the last error on this thread.
  static var lastErrorNumber: Int32 {
    get { errno }
    set { errno = newValue }
  }

  /// What the last call that failed complained about.
  package static var lastError: String { unsafe String(cString: strerror(errno)) }

  package static var lastErrorIsClosedPipe: Bool { errno == EPIPE }

  package static func kind(of path: String) -> Kind {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// What tells a file from every other, whatever it is called.
  struct FileID: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// The file that a path leads to, links followed; nil when there is none.
  static func fileID(of path: String) -> FileID? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return FileID(device: UInt64(truncatingIfNeeded: info.st_dev), number: UInt64(truncatingIfNeeded: info.st_ino))
  }

  /// Where a link points, as it says itself; nil for what is no link.
  static func destination(ofLink path: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe readlink(path, buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    return count <= 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Gives a file the owner and permissions of another. The owner is for root alone to give: nobody else keeps it.
  static func copyAccess(from path: String, to descriptor: Int32) {
    var (old, new) = (stat(), stat())
    guard unsafe stat(path, &old) == 0, unsafe fstat(descriptor, &new) == 0 else { return }
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid) { _ = fchown(descriptor, old.st_uid, old.st_gid) }
    _ = fchmod(descriptor, old.st_mode & 0o777)
  }

  package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// A path without links; the path itself where there is none.
  package static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Names in a folder, sorted, hidden ones left out; nil when it cannot be read.
  package static func files(in path: String) -> [String]? { allFiles(in: path)?.filter { !$0.hasPrefix(".") } }

  /// Names in a folder, sorted; nil when it cannot be read.
  static func allFiles(in path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var files: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { files.append(name) }
    }
    return files.sorted()
  }

  /// Makes a folder that only its owner may enter; false when there is something already.
  static func makePrivateFolder(_ path: String) -> Bool {
    guard unsafe mkdir(path, 0o700) == 0 else { return false }
    TemporaryFiles.register(path)
    return true
  }

  static func removeFolder(_ path: String) {
    _ = unsafe rmdir(path)
    TemporaryFiles.forget(path)
  }

  // MARK: Files

  /// Does not wait for the writer of a named pipe, which is no table anyway.
  static func openForReading(_ path: String) -> Int32 { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }

  /// Opens a stream, or makes a new file that must not be there.
  static func openForWriting(_ path: String, isStream: Bool, isPrivate: Bool) -> Int32 {
    if !isStream { TemporaryFiles.register(path) }
    let flags = isStream ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    return unsafe open(path, flags, isPrivate ? 0o600 : 0o666)
  }

  /// nil when the descriptor is no regular file.
  static func stamp(of descriptor: Int32) -> Stamp? {
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return Stamp(size: Int(info.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }

  /// Reads up to `count` bytes to the end of `target`, as far as it has room; how many, 0 at the end of the file, -1 on failure.
  static func read(_ descriptor: Int32, to target: inout OutputSpan<UInt8>, count: Int, at offset: Int) -> Int {
    unsafe target.withUnsafeMutableBufferPointer { buffer, filled in
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
      while true {
        let got = unsafe pread(descriptor, room.baseAddress, min(count, room.count), off_t(offset))
        if got < 0, errno == EINTR { continue }
        filled += max(0, got)
        return got
      }
    }
  }

  /// Copies some bytes to the end of `target`, which has room for them: spans have no such call of their own yet.
  static func copy(_ bytes: [UInt8], _ range: Range<Int>, to target: inout OutputSpan<UInt8>) {
    unsafe target.withUnsafeMutableBufferPointer { buffer, filled in
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
      unsafe bytes.withUnsafeBytes { unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
      filled += range.count
    }
  }

  /// Writes all bytes; false on failure.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress.unsafelyUnwrapped + done, min(bytes.count - done, 1 << 30))
      }
      if count < 0, errno != EINTR { return false }
      done += max(0, count)
    }
    return true
  }

  /// Writes all bytes at a place of a file, wherever its end is.
  static func write(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(descriptor, buffer.baseAddress.unsafelyUnwrapped + done, min(bytes.count - done, 1 << 30), off_t(offset + done))
      }
      if count < 0, errno != EINTR { return false }
      done += max(0, count)
    }
    return true
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes, count)
    #else
      unsafe Darwin.write(descriptor, bytes, count)
    #endif
  }

  static func flush(_ descriptor: Int32) -> Bool { fsync(descriptor) == 0 }
  static func closeFile(_ descriptor: Int32) -> Bool { close(descriptor) == 0 }
  package static func remove(_ path: String) {
    _ = unsafe unlink(path)
    TemporaryFiles.forget(path)
  }
  /// Gives a file a second name; false where the disk has no such names, or there is something already.
  static func link(_ path: String, to target: String) -> Bool {
    TemporaryFiles.register(target)
    return systemLink(path, target) == 0
  }

  private static func systemLink(_ path: String, _ target: String) -> Int32 {
    #if canImport(Glibc)
      unsafe Glibc.link(path, target)
    #elseif canImport(Musl)
      unsafe Musl.link(path, target)
    #else
      unsafe Darwin.link(path, target)
    #endif
  }

  static func move(_ path: String, to target: String) -> Bool {
    defer { TemporaryFiles.forget(path) }
    return unsafe rename(path, target) == 0
  }

  // MARK: Process

  /// Processors of this machine.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Bytes of memory of this machine.
  package static var memory: Int { Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE))) }

  package static var processID: Int { Int(getpid()) }

  /// Runs a program of the user's and waits for it.
  ///
  /// - Returns: its exit status; nil when it is not found on the path or was killed.
  package static func run(_ program: String, _ arguments: [String]) -> Int? {
    var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
    defer { unsafe words.forEach { unsafe free($0) } }
    unsafe words.append(nil)
    var child: pid_t = 0
    guard unsafe posix_spawnp(&child, program, nil, nil, words, environ) == 0 else { return nil }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 { if errno != EINTR { return nil } }
    return status & 0x7f == 0 ? Int(status >> 8 & 0xff) : nil
  }

  /// Whether an open file is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Opens the null device for every standard stream that is closed, so that no output file takes its number.
  ///
  /// - Returns: those that were closed.
  package static func openStandardStreams() -> [Int32] {
    var closed: [Int32] = []
    for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) < 0 {
      closed.append(descriptor)
      _ = unsafe open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
    }
    return closed
  }

  /// A closed pipe, or a file that may not grow further, then shows as an error of the write instead of killing the process.
  package static func ignoreSignalsOfWrites() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// A variable of the environment.
  package static func environment(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

  /// The day the machine's clock shows in its time zone.
  package static var today: (year: Int, month: Int, day: Int) {
    var seconds = time_t()
    unsafe time(&seconds)
    var local = unsafe tm()
    unsafe localtime_r(&seconds, &local)
    return unsafe (Int(local.tm_year) + 1900, Int(local.tm_mon) + 1, Int(local.tm_mday))
  }
}
