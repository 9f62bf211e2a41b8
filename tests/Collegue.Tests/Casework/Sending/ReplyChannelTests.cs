using Collegue.Casework.Sending;
using Collegue.Storage.Cases;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Casework.Sending;

public sealed class ReplyChannelTests
{
    [Theory]
    [InlineData(null, "a@b.example", null, null, ReplyChannel.Email)]
    [InlineData(null, null, "06 39 98 00 00", "3 rue du Puits", ReplyChannel.Tracking)]
    [InlineData(ReplyChannel.Letter, "a@b.example", null, "3 rue du Puits", ReplyChannel.Letter)]
    [InlineData(ReplyChannel.Letter, "a@b.example", null, null, ReplyChannel.Email)]
    [InlineData(ReplyChannel.Phone, null, "06 39 98 00 00", null, ReplyChannel.Phone)]
    [InlineData(ReplyChannel.Phone, null, null, null, ReplyChannel.Tracking)]
    [InlineData(ReplyChannel.Tracking, "a@b.example", null, null, ReplyChannel.Tracking)]
    [InlineData(ReplyChannel.Counter, "a@b.example", null, null, ReplyChannel.Counter)]
    public void A_reply_leaves_by_the_channel_chosen_while_it_can(ReplyChannel? chosen, string? email, string? phone, string? address, ReplyChannel expected)
    {
        var rows = new Rows(TimeProvider.System);
        var request = rows.Case(rows.Organisation());
        (request.ReplyBy, request.CitizenEmail, request.CitizenPhone, request.PostalAddress) = (chosen, email, phone, address);

        Assert.Equal(expected, ReplyChannels.Of(request));
    }
}
