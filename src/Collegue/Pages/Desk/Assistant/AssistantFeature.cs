using Collegue.Answering;
using Collegue.Pages.Desk.Assistant.Answering;
using Collegue.Pages.Desk.Assistant.Keeping;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>The agent's assistant: conversations of one's own, answered from the sources.</summary>
internal static class AssistantFeature
{
    public static void AddAssistant(this IServiceCollection services)
    {
        services.AddOptions<AssistantOptions>().BindConfiguration(AssistantOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<AnswerStream>(provider => provider.GetRequiredService<Answerer>().StreamAsync);
        services.AddScoped<ConversationDesk>();
        services.AddScoped<ConversationList>();
        services.AddScoped<ConversationReader>();
        services.AddScoped<ConversationFiles>();
        services.AddScoped<CitedTurns>();
        services.AddScoped<FeedbackDesk>();
        services.AddScoped<FeedbackList>();
        services.AddScoped<TurnQuestion>();
        services.AddScoped<TurnAnswering>();
        services.AddScoped<AnswerWording>();
        services.AddScoped<ExampleQuestions>();
        services.AddScoped<HistoryExport>();
        services.AddScoped<ChatTools>();
    }
}
