namespace Collegue.Knowledge.Reading;

/// <summary>A file that grows beyond what one document may take while it is read; the message says so in one line.</summary>
internal sealed class OverLimitException(string reason) : Exception(reason);
