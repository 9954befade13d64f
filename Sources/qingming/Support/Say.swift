import Foundation

/// Prints a line at once, also into a file or a pipe: whoever waits for it must not wait for a buffer to fill.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

/// What is no answer but must be known, on standard error.
func complain(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
