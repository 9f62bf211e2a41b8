using Collegue.Pages.Admin;
using Collegue.Pages.Admin.Mail;
using Collegue.Pages.Desk.Cases;
using Collegue.Pages.Desk.Channels;
using Collegue.Pages.Desk.Mail;
using Collegue.Pages.Desk.Playground;
using Collegue.Pages.Desk.Queue;
using Collegue.Pages.Desk.Reviewing;
using Collegue.Pages.Steering.Incidents;

namespace Collegue.Pages.Desk;

/// <summary>The agents' screens: queue, case, sources, administration.</summary>
internal static class DeskFeature
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddScoped<QueueReader>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<HistoryReader>();
        services.AddScoped<CaseChoices>();
        services.AddScoped<LooseFacts>();
        services.AddScoped<Wording>();
        services.AddScoped<Steering.Rules.ChangeWording>();
        services.AddScoped<CaseBoard>();
        services.AddScoped<AgentChoices>();
        services.AddScoped<QueueSide>();
        services.AddChannels();
        services.AddIncidentScreens();
        services.AddScoped<KnowledgeReader>();
        services.AddScoped<KnowledgeSources>();
        services.AddScoped<CaseMailReader>();
        services.AddScoped<MailKeeping>();
        services.AddScoped<AgentCalls>();
        services.AddSingleton<SealedComparisons>();
    }
}
