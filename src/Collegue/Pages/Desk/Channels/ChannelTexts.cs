namespace Collegue.Pages.Desk.Channels;

/// <summary>Names <c>ChannelTexts.resx</c>: requests typed in, replies to post and to say, what citizens ask about their case.</summary>
public sealed class ChannelTexts;
