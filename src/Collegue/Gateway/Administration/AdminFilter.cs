namespace Collegue.Gateway.Administration;

/// <summary>Answers refusals of the administration in the dialect of the contract.</summary>
internal sealed class AdminFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }
}
