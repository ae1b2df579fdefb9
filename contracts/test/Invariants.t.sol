// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Handler, HonestHandler, LyingHandler} from "./Handlers.sol";
import {vm} from "./Vm.sol";

/// @title What holds whoever proposes
abstract contract InvariantsOfTheMoney {
    Handler internal handler;

    function targetContracts() external view returns (address[] memory contracts) {
        contracts = new address[](1);
        contracts[0] = address(handler);
    }

    function invariantPaidIsAtMostTheTotal() external view {
        (,, uint256 total) = handler.distributor().current();
        vm.assertLe(handler.distributor().paid(), total, "paid <= total");
        vm.assertLe(total, handler.distributor().funded(), "total <= funded");
    }

    function invariantNothingIsMissing() external view {
        uint256 held = handler.token().balanceOf(address(handler.distributor()));
        vm.assertGe(held + handler.distributor().paid(), handler.distributor().funded(), "balance + paid >= funded");
    }

    function invariantPaidIsWhatMembersHave() external view {
        uint256 balances = 0;
        uint256 claimed = 0;
        for (uint256 i = 0; i < 5; i++) {
            balances += handler.token().balanceOf(handler.members(i));
            claimed += handler.distributor().claimed(handler.members(i));
        }
        vm.assertEq(balances, handler.distributor().paid(), "paid = what members have");
        vm.assertEq(claimed, handler.distributor().paid(), "paid = what members claimed");
    }

    function invariantEveryNumberIsUsedOnce() external view {
        vm.assertEq(handler.distributor().lastNumber(), handler.epochsProposed(), "numbers count from 1");
    }
}

contract HonestInvariantsTest is InvariantsOfTheMoney {
    function setUp() external {
        handler = new HonestHandler();
    }

    function invariantNobodyClaimsMoreThanTheirLeaf() external view {
        for (uint256 i = 0; i < 5; i++) {
            uint256 claimed = handler.distributor().claimed(handler.members(i));
            vm.assertLe(claimed, handler.cumulativeOf(i), "claimed <= cumulative");
        }
    }

    function invariantWhatIsGrantedCanBePaid() external view {
        (,, uint256 total) = handler.distributor().current();
        uint256 owed = total - handler.distributor().paid();
        vm.assertGe(handler.token().balanceOf(address(handler.distributor())), owed, "balance >= what is owed");
        vm.assertEq(handler.claimsRefused(), 0, "every claim of a leaf is paid");
    }
}

contract LyingInvariantsTest is InvariantsOfTheMoney {
    function setUp() external {
        handler = new LyingHandler();
    }
}
