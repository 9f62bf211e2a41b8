namespace Collegue;

internal static class ProductConfiguration
{
    /// <summary>Defaults, then <c>collegue.json</c> of the data directory, then variables named <c>COLLEGUE_Section__Name</c>.</summary>
    public static void AddProductConfiguration(this IConfigurationBuilder configuration, DataDirectory data) =>
        configuration
            .AddJsonFile(data.In("collegue.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables("COLLEGUE_");
}
