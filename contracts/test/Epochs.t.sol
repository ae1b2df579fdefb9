// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRewardDistributor} from "../src/IRewardDistributor.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {DistributorTest} from "./DistributorTest.sol";
import {vm} from "./Vm.sol";

contract EpochsTest is DistributorTest {
    function setUp() public override {
        super.setUp();
        _fund(1000);
    }

    function testItIsBuiltOnlyWithRolesAndAWindow() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.AddressMissing.selector));
        new RewardDistributor(address(0), proposer, arbiter, WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.AddressMissing.selector));
        new RewardDistributor(address(token), address(0), arbiter, WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.AddressMissing.selector));
        new RewardDistributor(address(token), proposer, address(0), WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.WindowMissing.selector));
        new RewardDistributor(address(token), proposer, arbiter, 0);
    }

    function testNothingIsCurrentAtFirst() public view {
        _assertCurrent(0, 0, 0);
        _assertPending(0, 0, 0, 0);
        vm.assertEq(distributor.lastNumber(), 0);
    }

    function testAProposalSaysAllThatAnAuditorNeeds() public {
        bytes32 root = _root(10, 20);
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.Proposed(
            1, root, 30, DIGEST, "https://praca.example/1", uint64(block.timestamp) + WINDOW
        );
        _propose(1, root, 30);

        _assertCurrent(0, 0, 0);
        _assertPending(1, root, 30, uint64(block.timestamp) + WINDOW);
    }

    function testOnlyTheProposerProposes(address stranger) public {
        vm.assume(stranger != proposer);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.NotProposer.selector, stranger));
        vm.prank(stranger);
        distributor.propose(1, 0, 0, DIGEST, "");
    }

    function testAnEpochIsCurrentExactlyWhenItsWindowHasPassed() public {
        bytes32 root = _root(10, 20);
        _propose(1, root, 30);
        vm.warp(block.timestamp + WINDOW - 1);
        _assertCurrent(0, 0, 0);
        vm.warp(block.timestamp + 1);
        _assertCurrent(1, root, 30);
        _assertPending(0, 0, 0, 0);
    }

    function testNumbersCountFromOneWithoutGaps(uint256 n) public {
        vm.assume(n != 1);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.WrongNumber.selector, n, 1));
        _propose(n, 0, 0);
    }

    function testANumberIsUsedOnce() public {
        _acceptTree(1, 10, 20);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.WrongNumber.selector, 1, 2));
        _propose(1, _root(10, 20), 30);
    }

    function testTheNextWaitsForTheWindow(uint256 elapsed) public {
        elapsed = _between(elapsed, 0, WINDOW - 1);
        uint64 windowEndsAt = uint64(block.timestamp) + WINDOW;
        _propose(1, 0, 0);
        vm.warp(block.timestamp + elapsed);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.WindowOpen.selector, 1, windowEndsAt));
        _propose(2, 0, 0);
    }

    function testTheNextMayComeTheMomentTheWindowHasPassed() public {
        bytes32 first = _acceptTree(1, 10, 20);
        _propose(2, _root(11, 20), 31);
        _assertCurrent(1, first, 30);
    }

    function testATotalIsCappedByWhatWasFunded(uint256 total) public {
        vm.assume(total > 1000);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.TotalAboveFunded.selector, total, 1000));
        _propose(1, keccak256("root"), total);
    }

    function testATotalMayBeAllThatWasFunded() public {
        _acceptTree(1, 999, 1);
        _assertCurrent(1, _root(999, 1), 1000);
    }

    function testATotalNeverFalls(uint256 total) public {
        _acceptTree(1, 10, 20);
        total = _between(total, 0, 29);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.TotalBelowAccepted.selector, total, 30));
        _propose(2, keccak256("root"), total);
    }

    function testATotalMayStay() public {
        bytes32 root = _acceptTree(1, 10, 20);
        _accept(2, root, 30);
        _assertCurrent(2, root, 30);
    }

    function testATotalNeedsARoot() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.RootMissing.selector));
        _propose(1, 0, 1);
    }

    function testFirstEpochsMayGrantNothing() public {
        _accept(1, 0, 0);
        _accept(2, 0, 0);
        _assertCurrent(2, 0, 0);
        _acceptTree(3, 10, 20);
        _assertCurrent(3, _root(10, 20), 30);
    }

    function testTheArbiterRejectsWithinTheWindow() public {
        bytes32 first = _acceptTree(1, 10, 20);
        _propose(2, _root(500, 500), 1000);
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.Rejected(2, "does not add up");
        vm.prank(arbiter);
        distributor.reject(2, "does not add up");

        _assertPending(0, 0, 0, 0);
        vm.warp(block.timestamp + 10 * WINDOW);
        _assertCurrent(1, first, 30);
    }

    function testARejectedTotalBindsNobodyAndItsNumberIsGone() public {
        _acceptTree(1, 10, 20);
        _propose(2, _root(500, 500), 1000);
        vm.prank(arbiter);
        distributor.reject(2, "");
        vm.assertEq(distributor.lastNumber(), 2);

        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.WrongNumber.selector, 2, 3));
        _propose(2, _root(10, 21), 31);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.TotalBelowAccepted.selector, 29, 30));
        _propose(3, _root(10, 19), 29);
        _acceptTree(3, 10, 21);
        _assertCurrent(3, _root(10, 21), 31);
    }

    function testTheFirstEpochCanBeRejected() public {
        _propose(1, _root(10, 20), 30);
        vm.prank(arbiter);
        distributor.reject(1, "");
        vm.warp(block.timestamp + WINDOW);
        _assertCurrent(0, 0, 0);
        _acceptTree(2, 1, 2);
        _assertCurrent(2, _root(1, 2), 3);
    }

    function testOnlyTheArbiterRejects(address stranger) public {
        vm.assume(stranger != arbiter);
        _propose(1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.NotArbiter.selector, stranger));
        vm.prank(stranger);
        distributor.reject(1, "");
    }

    function testNothingElseCanBeRejected() public {
        _refusesToReject(0);
        _refusesToReject(1);
        _propose(1, 0, 0);
        _refusesToReject(2);
        vm.prank(arbiter);
        distributor.reject(1, "");
        _refusesToReject(1);
        _propose(2, 0, 0);
        vm.warp(block.timestamp + WINDOW);
        _refusesToReject(2);
    }

    function _refusesToReject(uint256 n) private {
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.NotPending.selector, n));
        vm.prank(arbiter);
        distributor.reject(n, "");
    }

    function _assertPending(uint256 n, bytes32 root, uint256 total, uint64 windowEndsAt) private view {
        (uint256 pendingN, bytes32 pendingRoot, uint256 pendingTotal, uint64 pendingEnd) = distributor.pending();
        vm.assertEq(pendingN, n);
        vm.assertEq(pendingRoot, root);
        vm.assertEq(pendingTotal, total);
        vm.assertEq(pendingEnd, windowEndsAt);
    }
}
