using Collegue.Answering.Grounding;

namespace Collegue.Answering.Safeguards.Masking;

/// <param name="Published">Contacts that anybody may know, such as those of the town hall: never masked.</param>
public sealed record MaskingOptions(ContactWhitelist? Published = null);

/// <summary>
/// Personal data could not be taken out of what was about to be sent; nothing was sent. The message holds none of it and may be logged.
/// </summary>
public sealed class MaskingFailedException : Exception
{
    public MaskingFailedException()
    {
    }

    public MaskingFailedException(string message)
        : base(message)
    {
    }

    public MaskingFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
