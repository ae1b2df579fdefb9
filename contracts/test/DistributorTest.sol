// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PracaToken} from "../src/PracaToken.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

/// @title What the distributor's tests start from: a deployed pair, a funder, two members
abstract contract DistributorTest {
    uint256 internal constant SUPPLY = 1_000_000 ether;
    uint48 internal constant WINDOW = 60;
    bytes32 internal constant KEY = keccak256("campaign");
    bytes32 internal constant DIGEST = keccak256("ledger");

    uint256 internal constant FUNDER_KEY = 0xF0;
    uint256 internal constant ANA_KEY = 0xA1;
    address internal immutable funder = vm.addr(FUNDER_KEY);
    address internal immutable ana = vm.addr(ANA_KEY);
    address internal immutable budi = address(0xB0D1);
    address internal immutable proposer = address(0x9809);
    address internal immutable arbiter = address(0xA8B1);

    PracaToken internal token;
    RewardDistributor internal distributor;

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        token = new PracaToken(funder, SUPPLY);
        distributor = new RewardDistributor(address(token), proposer, arbiter, WINDOW);
    }

    function _fund(uint256 amount) internal {
        vm.prank(funder);
        token.approve(address(distributor), amount);
        vm.prank(funder);
        distributor.fund(KEY, amount);
    }

    function _propose(uint256 n, bytes32 root, uint256 total) internal {
        vm.prank(proposer);
        distributor.propose(n, root, total, DIGEST, "https://praca.example/1");
    }

    function _accept(uint256 n, bytes32 root, uint256 total) internal {
        _propose(n, root, total);
        vm.warp(block.timestamp + WINDOW);
    }

    /// @dev A tree of two leaves: Ana's and Budi's.
    function _leaves(uint256 anas, uint256 budis) internal view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](2);
        leaves[0] = MerkleTree.leafOf(ana, anas);
        leaves[1] = MerkleTree.leafOf(budi, budis);
    }

    function _root(uint256 anas, uint256 budis) internal view returns (bytes32) {
        return MerkleTree.rootOf(_leaves(anas, budis));
    }

    /// @dev Proposes a tree of two leaves and lets its window pass.
    function _acceptTree(uint256 n, uint256 anas, uint256 budis) internal returns (bytes32 root) {
        root = _root(anas, budis);
        _accept(n, root, anas + budis);
    }

    function _proofOfAna(uint256 anas, uint256 budis) internal view returns (bytes32[] memory) {
        return MerkleTree.proofOf(_leaves(anas, budis), 0);
    }

    function _between(uint256 seed, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + seed % (high - low + 1);
    }

    function _assertCurrent(uint256 n, bytes32 root, uint256 total) internal view {
        (uint256 currentN, bytes32 currentRoot, uint256 currentTotal) = distributor.current();
        vm.assertEq(currentN, n);
        vm.assertEq(currentRoot, root);
        vm.assertEq(currentTotal, total);
    }
}
