using System.Globalization;
using System.Text.Json;
using Collegue.Access;
using Collegue.Casework.Intake;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>
/// A page where questions are asked. Without scripts the answer is whole when the page comes back; with them the same form is
/// sent to <c>?handler=Stream</c> and the answer is read as it is made.
/// </summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal abstract class ChatPage(ChatTools tools) : PageModel
{
    private const long MostBytes = 300_000_000;

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public List<Guid> Collections { get; set; } = [];

    /// <summary>The form says which sources to read; a form without this leaves them as they are.</summary>
    [BindProperty]
    public bool Chooses { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>Null before the first question.</summary>
    public Conversation? Opened { get; private protected set; }

    public IReadOnlyList<ShownTurn> Turns { get; private set; } = [];

    public IReadOnlyList<ConversationFile> Joined { get; private set; } = [];

    public IReadOnlyList<ShelvedCollection> Shelf { get; private set; } = [];

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<string> Examples { get; private set; } = [];

    /// <summary>What became of the files just sent, once.</summary>
    public IReadOnlyList<JoinedFile> Results { get; private set; } = [];

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    public ChosenSources Sources { get; private set; } = ChosenSources.Of(null);

    public AnswerWording Wording => tools.Wording;

    public int MaxFiles => tools.Options.Value.MaxFiles;

    public int MaxFileMegabytes => tools.Uploads.MaxFileMegabytes;

    /// <summary>Where the forms of this page are sent.</summary>
    public string Own => Opened is { } opened ? Url.Conversation(opened.Id) : Url.NewConversation();

    private protected ChatTools Tools => tools;

    private protected IStringLocalizer<AssistantTexts> Texts => tools.Texts;

    private protected Guid Agent => User.Acting().AgentId;

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Problem() is { } problem)
        {
            return await RefuseAsync(nameof(Question), [problem], cancellation);
        }

        if (await AskAsync(cancellation) is not { } asked)
        {
            return NotFound();
        }

        await tools.Answering.CompleteAsync(asked, User, cancellation);
        return Redirect(Url.Turn(asked.Conversation.Id, asked.Turn.Position));
    }

    /// <summary>The same as frames; a script that gets anything else sends the form the plain way.</summary>
    public async Task<IActionResult> OnPostStreamAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Problem() is not null)
        {
            return new StatusCodeResult(StatusCodes.Status422UnprocessableEntity);
        }

        if (await AskAsync(cancellation) is not { } asked)
        {
            return NotFound();
        }

        var progress = tools.Answering.AnswerAsync(asked, User, cancellation);
        return new FramesResult(TurnFrames.Of(asked, Url.Conversation(asked.Conversation.Id), progress, tools.Wording, Texts["sentence.unsupported"], cancellation));
    }

    /// <summary>Joins files; on a page without conversation, this opens one.</summary>
    public async Task<IActionResult> OnPostFilesAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Files.Count == 0)
        {
            return await RefuseAsync(nameof(Files), [Texts["files.none-chosen"]], cancellation);
        }

        var id = Opened?.Id;
        var held = id is null ? (0, 0) : await tools.Files.HeldAsync(id.Value, cancellation);
        var read = await tools.Files.ReadAsync(Files, held, cancellation);
        if (!read.Any(entry => entry.Result.Kept))
        {
            return await RefuseAsync(nameof(Files), read.Select(entry => Texts["files.refused", entry.Result.Name, Words(entry.Result)].Value), cancellation);
        }

        var conversation = id ?? (await tools.Desk.OpenAsync(Agent, cancellation)).Id;
        await tools.Files.KeepAsync(conversation, read, cancellation);
        TempData["files"] = JsonSerializer.Serialize(read.Select(entry => entry.Result));
        return Redirect(Url.Conversation(conversation));
    }

    /// <summary>Why a file is or is not read, in words; the reason of a reader is in French.</summary>
    public string Words(JoinedFile file) => file.Reason ?? Texts[$"file.{file.State}", MaxFileMegabytes, MaxFiles];

    /// <summary>False when the agent has no such conversation.</summary>
    private protected abstract Task<bool> FindAsync(CancellationToken cancellation);

    private protected async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        Results = TempData["files"] is string results ? JsonSerializer.Deserialize<List<JoinedFile>>(results)! : [];
        var agent = await tools.Rights.OfAsync(User, cancellation);
        Shelf = await tools.Shelf.ListAsync(agent, cancellation);
        Themes = await ThemesAsync(cancellation);
        Sources = Chooses ? new ChosenSources(Theme, Collections) : ChosenSources.Of(Opened);
        if (Opened is { } opened)
        {
            Turns = await tools.Reader.TurnsAsync(opened.Id, null, cancellation);
            Joined = await tools.Files.ListAsync(opened.Id, cancellation);
        }

        Examples = Turns.Count == 0 && Joined.Count == 0 ? await tools.Examples.OfAsync(agent, cancellation) : [];
        return Page();
    }

    private protected Task<IActionResult> RefuseAsync(string field, IEnumerable<string> problems, CancellationToken cancellation)
    {
        ModelState.Clear();
        foreach (var problem in problems)
        {
            ModelState.AddModelError(field, problem);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return ShowAsync(cancellation);
    }

    private string? Problem()
    {
        Question = PlainText.Clean(Question ?? "");
        return Question.Length == 0 ? Texts["question.empty"].Value
            : Question.Length > AssistantOptions.LongestQuestion ? Texts["question.long", AssistantOptions.LongestQuestion.ToString("N0", CultureInfo.CurrentCulture)].Value
            : null;
    }

    private async Task<AskedTurn?> AskAsync(CancellationToken cancellation)
    {
        ChosenSources? sources = null;
        if (Chooses)
        {
            var readable = await tools.Shelf.ListAsync(await tools.Rights.OfAsync(User, cancellation), cancellation);
            sources = new ChosenSources(
                string.IsNullOrWhiteSpace(Theme) ? null : Theme[..Math.Min(Theme.Length, 200)],
                [.. readable.Select(entry => entry.Collection.Id).Intersect(Collections)]);
        }

        return await tools.Desk.AskAsync(Opened?.Id, Agent, Question!, sources, cancellation);
    }

    private async Task<IReadOnlyList<string>> ThemesAsync(CancellationToken cancellation)
    {
        var ids = Shelf.Select(entry => entry.Collection.Id).ToList();
        var themes = await tools.Db.Documents.AsNoTracking().Where(row => ids.Contains(row.CollectionId) && row.Theme != null && row.Theme != "")
            .Select(row => row.Theme!).Distinct().ToListAsync(cancellation);
        return [.. themes.Order(StringComparer.CurrentCulture)];
    }
}
