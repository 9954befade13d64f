import Access
import Testing

/// A town is for whoever reaches the county that it lies in, and for nobody else.
@Suite struct TownReachTests {
  @Test func aTownIsAsItsCounty() async throws {
    let city = try await AccessibleCity.shared()
    var statuses: Set<Int> = []
    for visitor in city.visitors {
      for (county, town) in [("371002", "371002090"), ("371003", "371003151")] {
        let (whole, part) = (
          try await city.get("/divisions/\(county)", as: visitor).status,
          try await city.get("/divisions/\(town)", as: visitor).status
        )
        #expect(whole == part, "\(visitor) \(town)")
        statuses.insert(part)
      }
    }
    #expect(statuses.isSuperset(of: [200, 403]))
  }

  /// Rows of a town are cut down as those of its county are.
  @Test func itsRowsAreThoseOfItsFacilities() async throws {
    let city = try await AccessibleCity.shared()
    let visitor = try #require(city.visitors.first { $0.role == "county_bureau" && !$0.isElsewhere })
    let path = "/v1/read-models/plot_capacity/by_facility?limit=1000&division="
    let county = try await city.get("\(path)371002", as: visitor).text
    let town = try await city.get("\(path)371002151", as: visitor).text
    #expect(county.contains("371002151") && county.contains("371002152"))
    #expect(town.contains("371002151") && !town.contains("371002152") && !town.contains("371003151"))
    // Of what is not told by town, nobody asks so.
    let asked = "/v1/read-models/plot_capacity/forecast_by_facility?division=371002151"
    #expect(try await city.get(asked, as: visitor).status == 400)
  }
}
