import Testing

@testable import TransparencyLog

/// The vectors of transparency-dev/merkle, for trees of up to eight leaves.
@Suite struct PublishedVectorTests {
  private static let entries: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], Array(0x40...0x43), Array(0x50...0x57), Array(0x60...0x6F),
  ]
  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]
  private static let nodes = [
    "h00": roots[1], "h10": roots[2], "h20": roots[4],
    "h01": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "h04": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "h06": "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "h11": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "h12": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "h13": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "h21": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
  ]

  private static func tree(_ size: Int) -> TiledTree<Never> {
    let tile = Tile(hashes: entries.prefix(size).map { TreeHasher.sha256.leaf($0) })
    return TiledTree(size: size) { _ in tile }
  }

  private static func path(_ names: [String]) -> [String] { names.map { nodes[$0] ?? $0 } }

  @Test(arguments: 0...8) func `roots are the published ones, by both ways`(_ size: Int) {
    var frontier = Frontier()
    for entry in Self.entries.prefix(size) { frontier.append(TreeHasher.sha256.leaf(entry)) }
    #expect(frontier.root().description == Self.roots[size])
    #expect(Self.tree(size).root().description == Self.roots[size])
  }

  @Test(arguments: [
    (0, 8, ["h01", "h11", "h21"]), (5, 8, ["h04", "h13", "h20"]), (2, 3, ["h10"]), (1, 5, ["h00", "h11", "h04"]),
  ])
  func `inclusion proofs are the published ones`(_ index: Int, _ size: Int, _ names: [String]) throws {
    let proof = Self.tree(size).inclusion(of: index)
    #expect(proof.path.map(\.description) == Self.path(names))
    let leaf = TreeHasher.sha256.leaf(Self.entries[index])
    #expect(try proof.root(from: leaf, size: size).description == Self.roots[size])
  }

  @Test(arguments: [
    (1, 8, ["h01", "h11", "h21"]), (6, 8, ["h12", "h13", "h20"]), (2, 5, ["h11", "h04"]),
    (6, 7, ["h12", "h06", "h20"]),
  ])
  func `consistency proofs are the published ones`(_ old: Int, _ new: Int, _ names: [String]) throws {
    let proof = Self.tree(new).consistency(from: old)
    #expect(proof.path.map(\.description) == Self.path(names))
    func root(_ size: Int) throws -> MerkleHash { try #require(MerkleHash(hex: Self.roots[size])) }
    try proof.verify(from: old, try root(old), to: new, try root(new))
  }
}
