using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Channels;

/// <summary>An earlier case that may be of the same person, and by what.</summary>
internal sealed record EarlierCase(Case Case, bool SameEmail, bool SamePhone, bool SameName);

/// <summary>Finds earlier cases of the citizen who calls, comes or writes; an agent decides whether it is the same person.</summary>
internal sealed class SamePerson(CollegueDb db)
{
    private const int Most = 6;

    /// <summary>A French number without its first zero or country code.</summary>
    private const int PhoneDigits = 9;

    /// <summary>The likeliest first, then the newest.</summary>
    public async Task<IReadOnlyList<EarlierCase>> FindAsync(string? name, string? email, string? phone, CancellationToken cancellation)
    {
        var byEmail = await ByEmailAsync(PlainText.CleanOrNull(email), cancellation);
        var byPhone = await ByPhoneAsync(string.Concat((phone ?? "").Where(char.IsAsciiDigit)), cancellation);
        var byName = await ByNameAsync(WordSpellings.Split(PlainText.CleanOrNull(name)), cancellation);
        return [.. byEmail.Concat(byPhone).Concat(byName).DistinctBy(row => row.Id)
            .Select(row => new EarlierCase(row, Has(byEmail, row), Has(byPhone, row), Has(byName, row)))
            .OrderByDescending(found => (found.SameEmail ? 1 : 0) + (found.SamePhone ? 1 : 0) + (found.SameName ? 1 : 0))
            .ThenByDescending(found => found.Case.ReceivedAt).Take(Most)];

        static bool Has(IReadOnlyList<Case> rows, Case row) => rows.Any(other => other.Id == row.Id);
    }

#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL: the database has no culture to give.
    private async Task<IReadOnlyList<Case>> ByEmailAsync(string? email, CancellationToken cancellation)
    {
        var lower = email?.ToLowerInvariant();
        return lower is null ? [] : await NewestAsync(db.Cases.Where(row => row.CitizenEmail != null && row.CitizenEmail.ToLower() == lower), cancellation);
    }

    private async Task<IReadOnlyList<Case>> ByPhoneAsync(string digits, CancellationToken cancellation)
    {
        if (digits.Length < PhoneDigits)
        {
            return [];
        }

        var end = digits[^PhoneDigits..];
        return await NewestAsync(
            db.Cases.Where(row => row.CitizenPhone != null
                && row.CitizenPhone.Replace(" ", "").Replace(".", "").Replace("-", "").Replace("\u00a0", "").Replace("/", "").EndsWith(end)),
            cancellation);
    }

    private async Task<IReadOnlyList<Case>> ByNameAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (!words.Any(word => word.Length > 2))
        {
            return [];
        }

        return await NewestAsync(words.Aggregate(db.Cases.Where(row => row.CitizenName != null), (cases, word) =>
        {
            var (lower, accented, initial) = WordSpellings.Of(word);
            return cases.Where(row => row.CitizenName!.ToLower().Contains(lower) || row.CitizenName.ToLower().Contains(accented) || row.CitizenName.ToLower().Contains(initial));
        }), cancellation);
    }
#pragma warning restore CA1304, CA1311, CA1862

    private static async Task<IReadOnlyList<Case>> NewestAsync(IQueryable<Case> cases, CancellationToken cancellation) =>
        await cases.AsNoTracking().OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id).Take(Most).ToListAsync(cancellation);
}
