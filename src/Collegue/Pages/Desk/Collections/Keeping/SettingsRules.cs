using Collegue.Storage.Knowledge;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>What settings must be.</summary>
internal static class SettingsRules
{
    public static IEnumerable<string> Problems(CollectionSettings wanted, AgentRights rights, IReadOnlyCollection<string> departments)
    {
        if (wanted.Title.Length == 0)
        {
            yield return "title-missing";
        }
        else if (wanted.Title.Length > CollectionSettings.LongestTitle)
        {
            yield return "title-long";
        }

        if (wanted.Description?.Length > CollectionSettings.LongestDescription)
        {
            yield return "description-long";
        }

        if (wanted.OwnerDepartment is null)
        {
            if (wanted.Readers == Readers.OwnerDepartment)
            {
                yield return "owner-missing";
            }
            else if (!rights.IsAdministrator)
            {
                yield return "owner-other";
            }
        }
        else if (!departments.Contains(wanted.OwnerDepartment))
        {
            yield return "owner-unknown";
        }
        else if (!rights.IsAdministrator && wanted.OwnerDepartment != rights.Department)
        {
            yield return "owner-other";
        }

        if (wanted.ReviewEveryDays is < 1 or > CollectionSettings.LongestReview)
        {
            yield return "review-range";
        }
    }
}
