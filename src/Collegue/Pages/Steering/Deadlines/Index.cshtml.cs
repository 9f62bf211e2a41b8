using System.Globalization;
using System.Security.Claims;
using Collegue.Casework;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Triage;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>A kind with the rule that holds today.</summary>
internal sealed record RuleRow(string Task, string Name, GivenRule Rule);

/// <summary>The table of delays: one line a kind of task.</summary>
internal sealed class RulesTableModel(RuleBook book, RuleSet kinds, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    /// <summary>Managers and administrators keep the table; the others who come here read it.</summary>
    internal static bool MayKeep(ClaimsPrincipal user) => user.IsInRole(nameof(Roles.Manager)) || user.IsInRole(nameof(Roles.Administrator));

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "unsigned")]
    public bool OnlyUnsigned { get; set; }

    public IReadOnlyList<RuleRow> Rows { get; private set; } = [];

    /// <summary>Kinds whose rule nobody has signed.</summary>
    public int Unsigned { get; private set; }

    /// <summary>The objective where a rule gives none.</summary>
    public Delay Fallback => new(options.Value.ReplyTargetDays, DelayUnit.Days);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        var own = await book.OwnOnAsync(clock.Today(), cancellation);
        List<RuleRow> rows =
        [
            .. kinds.Kinds.Select(kind => new RuleRow(kind.Slug, NameOf(kind), own.GetValueOrDefault(kind.Slug) ?? RuleBook.Proposed(kind.Slug)))
                .OrderBy(row => row.Name, StringComparer.CurrentCulture),
            new RuleRow(ProposedRules.Other, texts["kind.other"], own.GetValueOrDefault(ProposedRules.Other) ?? RuleBook.Proposed(ProposedRules.Other)),
        ];
        Unsigned = rows.Count(row => row.Rule.Signed is null);
        Rows = [.. rows.Where(row => (!OnlyUnsigned || row.Rule.Signed is null) && Fits(row))];
    }

    internal static string NameOf(TaskKind kind) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? kind.Name.En : kind.Name.Fr;

    private bool Fits(RuleRow row) => string.IsNullOrWhiteSpace(Search)
        || CultureInfo.CurrentCulture.CompareInfo.IndexOf($"{row.Name} {row.Task} {row.Rule.Terms.Source}", Search.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
