using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collegue.Storage.Knowledge;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>What people decide of a collection, whatever its documents are.</summary>
internal sealed record CollectionSettings(
    string Title, string? Description, string? OwnerDepartment, Readers Readers, bool SharedWithChildren, int? ReviewEveryDays, DateOnly? NextReview)
{
    public const int LongestTitle = 200;
    public const int LongestDescription = 2000;
    public const int LongestReview = 3650;

    /// <summary>Equal as long as nobody changed anything: what a form was filled upon.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f',
        Title, Description, OwnerDepartment, Readers, SharedWithChildren, ReviewEveryDays?.ToString(CultureInfo.InvariantCulture),
        NextReview?.ToString("O", CultureInfo.InvariantCulture)))))[..16];

    public static CollectionSettings Of(Collection collection) => new(
        collection.Title, collection.Description, collection.OwnerDepartment, collection.Readers, collection.SharedWithChildren,
        collection.ReviewEveryDays, collection.NextReview);

    public void PutOn(Collection collection)
    {
        collection.Title = Title;
        collection.Description = Description;
        collection.OwnerDepartment = OwnerDepartment;
        collection.Readers = Readers;
        collection.SharedWithChildren = SharedWithChildren;
        collection.ReviewEveryDays = ReviewEveryDays;
        collection.NextReview = NextReview;
    }

    /// <summary>Names of what differs, for the trail, which holds no content.</summary>
    public IEnumerable<string> DifferencesFrom(CollectionSettings other)
    {
        (string Name, bool Differs)[] fields =
        [
            ("title", Title != other.Title),
            ("description", Description != other.Description),
            ("owner", OwnerDepartment != other.OwnerDepartment),
            ("readers", Readers != other.Readers),
            ("shared", SharedWithChildren != other.SharedWithChildren),
            ("review", ReviewEveryDays != other.ReviewEveryDays || NextReview != other.NextReview),
        ];
        return fields.Where(field => field.Differs).Select(field => field.Name);
    }
}
