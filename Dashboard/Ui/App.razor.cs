using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;

namespace Anomaly.Dashboard.Ui;

public sealed partial class App
{
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [Inject] private IHostEnvironment Host { get; set; } = null!;

    protected override void OnInitialized()
    {
        // The page that says so is drawn later, over the circuit, when the status was sent already.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(NotFound.NotFoundPage))
            Context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>A project's files lie at the root of its own process, and below its name in a host that refers to it.</summary>
    private string Own(string file)
    {
        var name = typeof(App).Assembly.GetName().Name;
        return Host.ApplicationName == name ? file : $"_content/{name}/{file}";
    }
}
