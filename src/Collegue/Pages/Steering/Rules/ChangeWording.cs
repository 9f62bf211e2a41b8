using System.Globalization;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Pages.Desk;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Rules;

/// <summary>Says changes of the rules in words.</summary>
internal sealed class ChangeWording(IStringLocalizer<RuleTexts> texts, RuleSet rules, Wording wording, CollegueDb db)
{
    private Dictionary<string, string> departments = [];

    public async Task LoadAsync(CancellationToken cancellation) =>
        departments = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Slug, row => row.Name, cancellation);

    public IReadOnlyDictionary<string, string> Departments => departments;

    public IReadOnlyList<string> Say(string changes) => [.. RuleChanges.Read(changes).Select(Say)];

    public string Say(RuleChange change) => change switch
    {
        RuleChange.KindPhrases { Kind: var kind, Phrases: var phrases } => texts["change.kind-phrases", wording.Task(kind), Quoted(phrases)],
        RuleChange.SituationPhrases { Situation: var situation, Phrases: var phrases } => texts["change.situation-phrases", Situation(situation), Quoted(phrases)],
        RuleChange.Stricter { Kind: var kind, Handling: var handling } => texts["change.stricter", wording.Task(kind), wording.Handling(handling)],
        RuleChange.OtherDepartment { Kind: var kind, Department: var department } => texts["change.department", wording.Task(kind), Department(department)],
        RuleChange.NotRecognised { Kind: var kind } => texts["change.not-recognised", wording.Task(kind)],
        _ => "",
    };

    /// <summary>As "Carte d'identité, automatisable, État civil".</summary>
    public string Say(TrialDecision decision) =>
        texts["decision", wording.Task(decision.Task), wording.Handling(decision.Handling), Department(decision.Department), wording.Urgency(decision.Urgency)];

    public string Say(string? task, Handling handling) => texts["decision.short", wording.Task(task), wording.Handling(handling)];

    public string Situation(string slug) => rules.Signals.FirstOrDefault(signal => signal.Slug == slug) is { } signal
        ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? signal.Name.En : signal.Name.Fr
        : slug;

    private string Department(string? slug) => slug is null ? "" : departments.GetValueOrDefault(slug, slug);

    private static string Quoted(IEnumerable<string> phrases) => string.Join(", ", phrases.Select(phrase => $"« {phrase} »"));
}
