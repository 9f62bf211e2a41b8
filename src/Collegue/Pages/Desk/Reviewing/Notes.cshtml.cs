using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>What the form of a note shows.</summary>
internal sealed record NoteForm(Guid CaseId, IReadOnlyList<(Guid Id, string Name)> Agents)
{
    public string Text { get; init; } = "";

    public IReadOnlyCollection<Guid> Mentioned { get; init; } = [];
}

/// <summary>Writes an internal note, alone when it was refused on the case.</summary>
internal sealed class NotesModel(CollegueDb db, Notes notes, AgentChoices choices, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public string? NoteText { get; set; }

    [BindProperty]
    public List<Guid> Mentioned { get; set; } = [];

    public NoteForm Form { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => FormAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        await AfterAsync(await notes.WriteAsync(Id, NoteText, Mentioned, User.Acting(), cancellation), "noted", cancellation);

    private protected override async Task PrepareAsync(CancellationToken cancellation) =>
        Form = new NoteForm(Id, await choices.AgentsAsync(cancellation)) { Text = NoteText ?? "", Mentioned = Mentioned };

    private protected override string FieldOf(string code) => "Note_Text";
}
