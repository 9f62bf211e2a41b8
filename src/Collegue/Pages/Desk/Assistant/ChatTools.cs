using Collegue.Knowledge.Sources.Upload;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>What the two pages that ask have in common.</summary>
internal sealed record ChatTools(
    CollegueDb Db, ConversationDesk Desk, ConversationReader Reader, ConversationFiles Files, FeedbackDesk Feedback, TurnAnswering Answering, AnswerWording Wording,
    CollectionShelf Shelf, RightsReader Rights, ExampleQuestions Examples, UploadOptions Uploads, IOptions<AssistantOptions> Options, IStringLocalizer<AssistantTexts> Texts);
