extension LocalDate {
  /// Days since 1970-01-01, negative before.
  ///
  /// Counts from 1 March, so that the leap day ends the year: the months then start at (153 m + 2) / 5 days.
  public var daysSince1970: Int {
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    return shiftedYear * 365 + leapDays + (153 * shiftedMonth + 2) / 5 + day - 1 - Self.marchFirstOfYear0
  }

  /// Nil outside 1800 to 2199.
  public init?(daysSince1970 days: Int) {
    guard (Self.earliest.daysSince1970...Self.latest.daysSince1970).contains(days) else { return nil }
    let count = days + Self.marchFirstOfYear0
    let century = (4 * count + 3) / Self.daysIn400Years
    let dayOfCentury = count - century * Self.daysIn400Years / 4
    let yearOfCentury = (4 * dayOfCentury + 3) / 1461
    let dayOfYear = dayOfCentury - yearOfCentury * 1461 / 4
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: century * 100 + yearOfCentury + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// Nil outside 1800 to 2199.
  public func adding(days: Int) -> LocalDate? {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return overflow ? nil : LocalDate(daysSince1970: sum)
  }

  /// The same day of another month; 31 becomes the last day where there are fewer. Nil outside 1800 to 2199.
  public func adding(months: Int) -> LocalDate? {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    let (year, index) = sum.quotientAndRemainder(dividingBy: 12)
    guard !overflow, Self.years.contains(year) else { return nil }
    return LocalDate(year: year, month: index + 1, day: min(day, Self.daysIn(month: index + 1, year: year)))
  }

  /// The same day of another year; 29 February becomes 28 February where there is none. Nil outside 1800 to 2199.
  public func adding(years: Int) -> LocalDate? {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    return overflow ? nil : adding(months: months)
  }

  /// Days from 1 March of the year 0 to 1970-01-01.
  private static var marchFirstOfYear0: Int { 719_468 }
  private static var daysIn400Years: Int { 146_097 }
}
