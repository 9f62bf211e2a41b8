using System.Globalization;
using Collegue.Casework.Reviewing;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Says that the agent chosen is away, and who is proposed.</summary>
internal static class AbsenceText
{
    public static string Of(AbsentAgent absent, IStringLocalizer<ReviewTexts> texts) => absent.Replacement is { } replacement
        ? texts["absent.replaced", absent.DisplayName, absent.Until.ToString("d", CultureInfo.CurrentCulture), replacement]
        : texts["absent.alone", absent.DisplayName, absent.Until.ToString("d", CultureInfo.CurrentCulture)];
}
