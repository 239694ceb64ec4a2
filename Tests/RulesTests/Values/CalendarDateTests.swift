import Testing

@testable import Rules

@Suite("Civil dates")
struct CalendarDateTests {
  @Test(
    "Days that exist",
    arguments: ["2025-12-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func real(_ text: String) throws {
    #expect(try #require(CalendarDate(parsing: text)).description == text)
  }

  @Test(
    "Days that do not, and other spellings",
    arguments: [
      "2025-02-30", "2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10",
      "2025-01-00", "0000-01-01", "2025-1-1", "25-01-01", "2025/01/01", "2025-01-01 ",
      "2025-01-01T00:00", "２０２５-01-01", "-025-01-01", "+025-01-01", "",
    ])
  func unreal(_ text: String) {
    #expect(CalendarDate(parsing: text) == nil)
  }

  @Test(
    "A year has the days of the Gregorian calendar, in order", arguments: [1900, 2000, 2023, 2024])
  func year(_ year: Int) throws {
    var last = try #require(CalendarDate(year: year - 1, month: 12, day: 31))
    var count = 0
    for month in 0...13 {
      for day in 0...32 {
        guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
        #expect(last < date)
        #expect(CalendarDate(parsing: date.description) == date)
        last = date
        count += 1
      }
    }
    #expect(count == ([2000, 2024].contains(year) ? 366 : 365))
  }
}
