// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IRewardDistributor} from "../src/IRewardDistributor.sol";
import {DistributorTest} from "./DistributorTest.sol";
import {vm} from "./Vm.sol";

contract FundingTest is DistributorTest {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function testFundMovesTheTokensAndSaysForWhat() public {
        vm.prank(funder);
        token.approve(address(distributor), 100);
        vm.expectEmit(address(distributor));
        emit IRewardDistributor.Funded(KEY, funder, 100);
        vm.prank(funder);
        distributor.fund(KEY, 100);

        vm.assertEq(distributor.funded(), 100);
        vm.assertEq(token.balanceOf(address(distributor)), 100);
    }

    function testFundsAddUp(uint256 first, uint256 second) public {
        first = _between(first, 1, SUPPLY / 2);
        second = _between(second, 1, SUPPLY / 2);
        _fund(first);
        _fund(second);
        vm.assertEq(distributor.funded(), first + second);
        vm.assertEq(token.balanceOf(address(distributor)), first + second);
    }

    function testNothingCannotBeFunded() public {
        vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.AmountMissing.selector));
        distributor.fund(KEY, 0);
    }

    function testFundNeedsAnAllowance() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(distributor), 0, 100)
        );
        vm.prank(funder);
        distributor.fund(KEY, 100);
        vm.assertEq(distributor.funded(), 0);
    }

    function testTokensSentWithoutFundingFundNothing() public {
        vm.prank(funder);
        token.transfer(address(distributor), 100);
        vm.assertEq(distributor.funded(), 0);
    }

    function testAPermitFundsInOneTransaction(uint256 amount) public {
        amount = _between(amount, 1, SUPPLY);
        (uint8 v, bytes32 r, bytes32 s) = _permit(amount, block.timestamp);
        vm.prank(funder);
        distributor.fundWithPermit(KEY, amount, block.timestamp, v, r, s);
        vm.assertEq(distributor.funded(), amount);
    }

    function testAPermitThatSomebodySentFirstStillFunds() public {
        (uint8 v, bytes32 r, bytes32 s) = _permit(100, block.timestamp);
        token.permit(funder, address(distributor), 100, block.timestamp, v, r, s);
        vm.prank(funder);
        distributor.fundWithPermit(KEY, 100, block.timestamp, v, r, s);
        vm.assertEq(distributor.funded(), 100);
    }

    function testAPermitOfSomebodyElseFundsNothing() public {
        (uint8 v, bytes32 r, bytes32 s) = _permit(100, block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(distributor), 0, 100)
        );
        vm.prank(ana);
        distributor.fundWithPermit(KEY, 100, block.timestamp, v, r, s);
    }

    function testAnExpiredPermitFundsNothing() public {
        (uint8 v, bytes32 r, bytes32 s) = _permit(100, block.timestamp - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(distributor), 0, 100)
        );
        vm.prank(funder);
        distributor.fundWithPermit(KEY, 100, block.timestamp - 1, v, r, s);
    }

    function _permit(uint256 amount, uint256 deadline) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 message = keccak256(
            abi.encode(PERMIT_TYPEHASH, funder, address(distributor), amount, token.nonces(funder), deadline)
        );
        return vm.sign(FUNDER_KEY, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
    }
}
