using Collegue.Casework.Reviewing;

namespace Collegue.Pages.Steering.Letters;

/// <summary>The canned answers of the organisation.</summary>
internal sealed class AnswersModel(CannedAnswers answers) : LettersPage
{
    public IReadOnlyList<CannedView> Answers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Told();
        Answers = await answers.ListAsync(cancellation);
    }
}
