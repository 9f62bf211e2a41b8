namespace Collegue.Pages.Desk.Channels;

/// <summary>Telephone, counter and paper at the desk, in both directions.</summary>
internal static class ChannelsFeature
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddScoped<SamePerson>();
        services.AddScoped<DeliveryReader>();
        services.AddScoped<ChannelChoices>();
    }
}
