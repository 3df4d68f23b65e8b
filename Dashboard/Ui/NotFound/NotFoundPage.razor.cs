using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.NotFound;

public sealed partial class NotFoundPage
{
    [Parameter] public string? Path { get; set; }
}
