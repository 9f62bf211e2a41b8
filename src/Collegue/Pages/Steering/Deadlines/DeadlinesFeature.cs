namespace Collegue.Pages.Steering.Deadlines;

internal static class DeadlinesFeature
{
    public static void AddDeadlineScreens(this IServiceCollection services) => services.AddScoped<DelayWording>();
}
