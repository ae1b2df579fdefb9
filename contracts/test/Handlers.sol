// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PracaToken} from "../src/PracaToken.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

/// @title Everybody around the distributor, in the steps that forge draws: it is proposer, arbiter, funder and sender at once
/// @dev Every step but a claim must succeed: a revert fails the run.
abstract contract Handler {
    uint256 internal constant MEMBERS = 5;
    uint48 public constant WINDOW = 60;

    PracaToken public immutable token;
    RewardDistributor public immutable distributor;
    address[] public members;
    /// @notice By epoch number: what its tree says of each member.
    mapping(uint256 n => uint256[] cumulatives) internal _leaves;
    uint256 public epochsProposed;
    uint256 public claimsRefused;

    constructor() {
        vm.warp(1_700_000_000);
        token = new PracaToken(address(this), 1_000_000);
        distributor = new RewardDistributor(address(token), address(this), address(this), WINDOW);
        token.approve(address(distributor), type(uint256).max);
        for (uint256 i = 0; i < MEMBERS; i++) {
            members.push(address(uint160(0xBEE0 + i)));
        }
        _leaves[0] = new uint256[](MEMBERS);
    }

    function fund(uint256 amount) external {
        uint256 held = token.balanceOf(address(this));
        if (held > 0) distributor.fund(keccak256("campaign"), 1 + amount % (held < 5000 ? held : 5000));
    }

    function propose(uint256 seed) external {
        (uint256 open,,,) = distributor.pending();
        if (open != 0) return;
        (uint256 currentN,, uint256 total) = distributor.current();
        uint256 n = distributor.lastNumber() + 1;
        (uint256[] memory cumulatives, uint256 newTotal) = _grant(_leaves[currentN], total, seed);
        _leaves[n] = cumulatives;
        bytes32 root = newTotal == 0 ? bytes32(0) : MerkleTree.rootOf(MerkleTree.leavesOf(members, cumulatives));
        distributor.propose(n, root, newTotal, keccak256("ledger"), "");
        epochsProposed++;
    }

    function reject(uint256 seed) external {
        (uint256 open,,,) = distributor.pending();
        // One in four, so that epochs are accepted too.
        if (open != 0 && seed % 4 == 0) distributor.reject(open, "");
    }

    function wait(uint256 elapsed) external {
        vm.warp(block.timestamp + elapsed % (2 * WINDOW));
    }

    function claim(uint256 seed) external {
        (uint256 n, bytes32 root,) = distributor.current();
        uint256 index = seed % MEMBERS;
        uint256 cumulative = _leaves[n][index];
        if (root == 0 || cumulative <= distributor.claimed(members[index])) return;
        bytes32[] memory proof = MerkleTree.proofOf(MerkleTree.leavesOf(members, _leaves[n]), index);
        try distributor.claim(members[index], cumulative, root, proof) {}
        catch {
            claimsRefused++;
        }
    }

    /// @notice What the current epoch's tree says of a member.
    function cumulativeOf(uint256 index) external view returns (uint256) {
        (uint256 n,,) = distributor.current();
        return _leaves[n][index];
    }

    /// @dev Makes the next tree and its total of the accepted one's.
    function _grant(uint256[] memory before, uint256 total, uint256 seed)
        internal
        view
        virtual
        returns (uint256[] memory cumulatives, uint256 newTotal);
}

/// @title A proposer that keeps the rules: no leaf falls, and the total is their sum
contract HonestHandler is Handler {
    function _grant(uint256[] memory before, uint256 total, uint256 seed)
        internal
        view
        override
        returns (uint256[] memory cumulatives, uint256 newTotal)
    {
        cumulatives = before;
        newTotal = total;
        for (uint256 i = 0; i < MEMBERS; i++) {
            uint256 grant = uint256(keccak256(abi.encode(seed, i))) % ((distributor.funded() - newTotal) / 2 + 1);
            cumulatives[i] += grant;
            newTotal += grant;
        }
    }
}

/// @title A proposer that lies: leaves of any size under any total that the contract lets through
contract LyingHandler is Handler {
    function _grant(uint256[] memory, uint256 total, uint256 seed)
        internal
        view
        override
        returns (uint256[] memory cumulatives, uint256 newTotal)
    {
        newTotal = total + seed % (distributor.funded() - total + 1);
        cumulatives = new uint256[](MEMBERS);
        for (uint256 i = 0; i < MEMBERS; i++) {
            cumulatives[i] = uint256(keccak256(abi.encode(seed, i))) % 10_000;
        }
    }
}
