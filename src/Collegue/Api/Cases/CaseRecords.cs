using System.ComponentModel;

namespace Collegue.Api.Cases;

/// <summary>A citizen's request as a portal hands it over.</summary>
/// <param name="Message">In the citizen's own words.</param>
/// <param name="Language">Of notices and screens: <c>fr</c> (default) or <c>en</c>.</param>
/// <param name="ReplyBy"><c>email</c>, <c>tracking</c>, <c>letter</c>, <c>phone</c> or <c>counter</c>; left out: by e-mail when there is an address, else on the tracking page.</param>
/// <param name="PostalAddress">Lines of an envelope without the name, five at most.</param>
[Description("A citizen's request. Send it as JSON, or as a multipart form whose field 'request' is this JSON without 'files' and whose files stand beside it.")]
internal sealed record CaseSubmission(
    string? Message, CaseContact? Contact = null, string? Language = null, string? ReplyBy = null, CaseOnBehalf? OnBehalf = null,
    IReadOnlyList<CaseFileData>? Files = null);

internal sealed record CaseContact(string? Name = null, string? Email = null, string? Phone = null, string? PostalAddress = null);

/// <param name="Quality"><c>relative</c>, <c>aidants_connect</c>, <c>france_services</c>, <c>association</c>, <c>social_worker</c> or <c>other</c>.</param>
/// <param name="Consent"><c>mandate</c>, <c>said</c> or <c>none</c>.</param>
internal sealed record CaseOnBehalf(string? Name = null, string? Quality = null, string? Consent = null, string? Structure = null);

/// <param name="Content">Base64.</param>
internal sealed record CaseFileData(string? Name = null, string? Content = null);

/// <param name="TrackingToken">Secret: whoever has it reads the case.</param>
/// <param name="TrackingLink">For the citizen; as secret as the token it ends with.</param>
/// <param name="TrackingCode">The same secret to be read aloud or typed with the number.</param>
internal sealed record CaseReceipt(string Number, string TrackingToken, string TrackingLink, string TrackingCode);

/// <param name="Status"><c>received</c>, <c>to_review</c>, <c>to_deliver</c> or <c>answered</c>.</param>
/// <param name="DueAt">The organisation's objective for a reply.</param>
internal sealed record CaseStatus(
    string Number, string Status, DateTimeOffset ReceivedAt, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt, string? Department, bool HumanRequested,
    IReadOnlyList<CaseReply> Replies);

/// <param name="PreparedByMachine">It began as a draft of the colleague; an agent checked it and decided to send it.</param>
internal sealed record CaseReply(DateTimeOffset SentAt, string SignedBy, string Text, bool PreparedByMachine, IReadOnlyList<CaseReplySource> Sources);

internal sealed record CaseReplySource(string Title, string? Url, DateOnly? Updated, string Quote);
