/// What the operating system complains about, in Chinese; other complaints stay as the system words them.
enum SystemWords {
  static let chinese: [String: String] = [
    "an empty name": "文件名为空", "is a folder": "是文件夹", "not a regular file": "不是普通文件", "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限", "Operation not permitted": "不允许这样操作", "Is a directory": "是文件夹", "Not a directory": "不是文件夹",
    "No space left on device": "磁盘已满", "Disk quota exceeded": "超过磁盘配额", "File too large": "文件太大", "Read-only file system": "文件系统只读",
    "Input/output error": "读写出错", "File name too long": "文件名太长", "Filename too long": "文件名太长", "Too many open files": "打开的文件太多",
    "Too many levels of symbolic links": "符号链接层数太多", "Symbolic link loop": "符号链接层数太多", "Device or resource busy": "设备或文件正被占用",
    "Resource busy": "设备或文件正被占用", "Text file busy": "文件正在运行", "No such device or address": "没有这个设备", "Bad file descriptor": "文件没有打开",
    "Broken pipe": "管道已关闭", "File exists": "文件已存在", "Invalid argument": "参数无效", "Cannot allocate memory": "内存不足", "Out of memory": "内存不足",
    "it is closed": "已关闭", "Stale file handle": "文件已失效",
  ]
}

extension Texts {
  /// What the system said, in the reader's language as far as it is known.
  func reason(_ text: String) -> String { language == .chinese ? SystemWords.chinese[text] ?? text : text }
}
