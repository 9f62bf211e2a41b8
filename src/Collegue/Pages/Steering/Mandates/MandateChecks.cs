using Collegue.Casework.Mandates;
using Collegue.Storage.Mandates;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Steering.Mandates;

/// <param name="Detail">Where things stand; null when there is nothing to add.</param>
internal sealed record MandateCheck(string What, bool Met, string? Detail);

/// <summary>Every condition of the next level in words, met or not.</summary>
internal sealed class MandateChecks(IOptions<MandateOptions> options, IStringLocalizer<MandateTexts> texts)
{
    public IReadOnlyList<MandateCheck> Of(MandateFile file)
    {
        if (file.Next is not { } next)
        {
            return [];
        }

        var checks = new List<MandateCheck>();
        if (file.Needed is { } needed)
        {
            Add<MandateGap.Reviews>(texts["check.reviews", needed.Reviews], _ => texts["check.reviews.have", file.Evidence.Reviewed]);
            Add<MandateGap.Rate>(texts["check.rate", MandateWords.Rate(needed.Rate)],
                _ => file.Evidence.Reviewed == 0 ? null : texts["check.rate.have", MandateWords.AtLeast(file.Evidence.Lower)].Value);
            Add<MandateGap.Drifted>(texts["check.drift"], _ => null);
            Add<MandateGap.Expired>(texts["check.expired"], gap => texts["check.expired.have", string.Join(", ", gap.Titles)]);
        }

        Add<MandateGap.Incident>(texts["check.incident"], gap => texts["check.incident.have", MandateWords.Day(gap.At), MandateWords.Day(gap.Until)]);
        if (next >= MandateLevel.Prepare)
        {
            var vigilance = file.Gaps.FirstOrDefault(gap => gap is MandateGap.VigilanceUnknown or MandateGap.VigilanceLow);
            checks.Add(new MandateCheck(texts["check.vigilance", options.Value.PlantedErrors], vigilance is null, vigilance switch
            {
                MandateGap.VigilanceLow low => texts["check.vigilance.low", low.Caught, low.Planted, MandateWords.Rate(low.Need)].Value,
                MandateGap.VigilanceUnknown => texts["check.vigilance.unknown"].Value,
                _ => null,
            }));
        }

        checks.Add(new MandateCheck(texts["check.signature"], false, null));
        return checks;

        void Add<T>(string what, Func<T, string?> detail)
            where T : MandateGap
        {
            var gap = file.Gaps.OfType<T>().FirstOrDefault();
            checks.Add(new MandateCheck(what, gap is null, gap is null ? null : detail(gap)));
        }
    }
}
