using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;

namespace Anomaly.Dashboard.Ui;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    private string Nonce => SecurityHeaders.NonceOf(Context);

    protected override void OnInitialized()
    {
        // Where a page sets this status itself, nothing more is drawn.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(NotFound.NotFoundPage))
            Context.Response.OnStarting(() => Task.FromResult(Context.Response.StatusCode = StatusCodes.Status404NotFound));
    }
}
