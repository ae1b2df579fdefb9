// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PracaToken} from "../src/PracaToken.sol";
import {vm} from "./Vm.sol";

contract TokenTest {
    function testTheWholeSupplyGoesToOneAddress() public {
        PracaToken token = new PracaToken(address(0xA), 5 ether);
        vm.assertEq(token.totalSupply(), 5 ether);
        vm.assertEq(token.balanceOf(address(0xA)), 5 ether);
    }

    function testItIsNamedAndDividedAsTheSiteSays() public {
        PracaToken token = new PracaToken(address(0xA), 1);
        vm.assertEq(token.name(), unicode"Praça");
        vm.assertEq(token.symbol(), "PRACA");
        vm.assertEq(token.decimals(), 18);
    }
}
