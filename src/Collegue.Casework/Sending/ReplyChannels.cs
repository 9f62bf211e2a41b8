using Collegue.Storage.Cases;

namespace Collegue.Casework.Sending;

/// <summary>Which way the reply of a case leaves.</summary>
public static class ReplyChannels
{
    /// <summary>The channel the citizen chose while what it needs is known; by e-mail otherwise when there is an address, else on the tracking page.</summary>
    public static ReplyChannel Of(Case subject) => subject switch
    {
        { ReplyBy: ReplyChannel.Letter, PostalAddress: not null } => ReplyChannel.Letter,
        { ReplyBy: ReplyChannel.Phone, CitizenPhone: not null } => ReplyChannel.Phone,
        { ReplyBy: ReplyChannel.Counter } => ReplyChannel.Counter,
        { ReplyBy: not ReplyChannel.Tracking, CitizenEmail: not null } => ReplyChannel.Email,
        _ => ReplyChannel.Tracking,
    };

    /// <summary>An agent has something to do before the citizen has it.</summary>
    public static bool IsByHand(this ReplyChannel channel) => channel is ReplyChannel.Letter or ReplyChannel.Phone or ReplyChannel.Counter;
}
