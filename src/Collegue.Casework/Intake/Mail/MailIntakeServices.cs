using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake.Mail;

internal static class MailIntakeServices
{
    /// <summary>The host provides <see cref="IPublicAddress"/>.</summary>
    public static void AddMailIntake(this IServiceCollection services)
    {
        services.AddOptions<MailIntakeOptions>().BindConfiguration(MailIntakeOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<MailIntakeOptions>, MailIntakeOptionsValidator>();
        services.TryAddSingleton<MailboxPasswords>();
        services.TryAddSingleton<MailboxConnections>();
        services.TryAddSingleton<MailboxReader>();
        services.TryAddScoped<MailboxShelf>();
        services.TryAddScoped<MailboxLeases>();
        services.TryAddScoped<MailThreads>();
        services.TryAddScoped<LetterReports>();
        services.TryAddScoped<MailRecords>();
        services.TryAddScoped<MailIntake>();
    }
}
