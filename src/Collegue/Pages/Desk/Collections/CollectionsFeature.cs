using Collegue.Pages.Desk.Collections.Keeping;

namespace Collegue.Pages.Desk.Collections;

/// <summary>The screens of collections, their documents and the questions they do not answer.</summary>
internal static class CollectionsFeature
{
    public static void AddCollections(this IServiceCollection services)
    {
        services.AddScoped<RightsReader>();
        services.AddScoped<DepartmentNames>();
        services.AddScoped<CollectionShelf>();
        services.AddScoped<DocumentReader>();
        services.AddScoped<ReadingReader>();
        services.AddScoped<CollectionDesk>();
        services.AddScoped<GivenFiles>();
        services.AddScoped<QuestionReader>();
    }
}
