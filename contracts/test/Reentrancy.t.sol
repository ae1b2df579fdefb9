// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

/// @dev A token that calls back whoever receives it, as some do.
contract CallingToken is ERC20("Calling", "CALL") {
    constructor(uint256 supply) {
        _mint(msg.sender, supply);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (to.code.length == 0) return;
        // A receiver that does not listen, such as the distributor, is paid all the same.
        try ReenteringMember(to).received() {} catch {}
    }
}

/// @dev A member that claims again in the middle of being paid.
contract ReenteringMember {
    RewardDistributor private _distributor;
    uint256 public refused;

    function claimFrom(RewardDistributor distributor) external {
        _distributor = distributor;
        _claim();
    }

    function received() external {
        try this.claimAgain() {}
        catch {
            refused++;
        }
    }

    function claimAgain() external {
        _claim();
    }

    function _claim() private {
        _distributor.claim(address(this), 10, MerkleTree.leafOf(address(this), 10), new bytes32[](0));
    }
}

contract ReentrancyTest {
    function testAMemberThatClaimsInTheMiddleOfAPaymentIsPaidOnce() public {
        CallingToken token = new CallingToken(1000);
        RewardDistributor distributor = new RewardDistributor(address(token), address(this), address(this), 60);
        token.approve(address(distributor), 1000);
        distributor.fund(keccak256("campaign"), 1000);

        ReenteringMember member = new ReenteringMember();
        distributor.propose(1, MerkleTree.leafOf(address(member), 10), 1000, 0, "");
        vm.warp(block.timestamp + 60);
        member.claimFrom(distributor);

        vm.assertEq(token.balanceOf(address(member)), 10);
        vm.assertEq(distributor.paid(), 10);
        vm.assertEq(member.refused(), 1);
    }
}
