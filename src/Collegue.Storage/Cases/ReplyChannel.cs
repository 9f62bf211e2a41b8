namespace Collegue.Storage.Cases;

/// <summary>How a reply reaches the citizen. On the tracking page it can be read whatever the channel.</summary>
public enum ReplyChannel
{
    Email,
    Tracking,

    /// <summary>A letter that an agent prints and posts.</summary>
    Letter,

    /// <summary>An agent calls and says it.</summary>
    Phone,

    /// <summary>The citizen comes, an agent says it and may hand the letter over.</summary>
    Counter,
}
