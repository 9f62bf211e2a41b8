using System.Net;
using Collegue.Answering.Models.OpenAI;
using Xunit;

namespace Collegue.Tests.Answering;

public sealed class ServerAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8", true, true)]
    [InlineData("2001:4860:4860::8888", true, true)]
    [InlineData("127.0.0.1", true, false)]
    [InlineData("::1", true, false)]
    [InlineData("::ffff:127.0.0.1", true, false)]
    [InlineData("10.1.2.3", true, false)]
    [InlineData("172.15.0.1", true, true)]
    [InlineData("172.16.0.1", true, false)]
    [InlineData("172.31.255.255", true, false)]
    [InlineData("192.168.1.1", true, false)]
    [InlineData("100.64.0.1", true, false)]
    [InlineData("fd00::1", true, false)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("::ffff:169.254.169.254", false, false)]
    [InlineData("64:ff9b::a9fe:a9fe", false, false)]
    [InlineData("64:ff9b::a01:203", true, false)]
    [InlineData("64:ff9b::808:808", true, true)]
    [InlineData("2002:7f00:1::1", true, false)]
    [InlineData("2002:a9fe:a9fe::1", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("::", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("255.255.255.255", false, false)]
    [InlineData("ff02::1", false, false)]
    public void A_server_of_the_house_may_be_inside_one_elsewhere_may_not_and_none_is_where_clouds_keep_secrets(string address, bool house, bool outside) =>
        Assert.Equal((house, outside), (ServerAddresses.IsAllowed(IPAddress.Parse(address), house: true), ServerAddresses.IsAllowed(IPAddress.Parse(address), house: false)));
}
