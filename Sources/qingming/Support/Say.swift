import Foundation

/// Prints a line at once, also into a file or a pipe: whoever waits for it must not wait for a buffer to fill.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
