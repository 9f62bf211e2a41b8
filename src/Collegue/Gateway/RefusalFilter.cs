namespace Collegue.Gateway;

/// <summary>Answers what is refused on the way in the dialect of the contract.</summary>
internal sealed class RefusalFilter : IEndpointFilter
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
