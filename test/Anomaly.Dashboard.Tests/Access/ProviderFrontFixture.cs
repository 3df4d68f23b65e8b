using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>The web front with an identity provider beside it, and keys too.</summary>
public sealed class ProviderFrontFixture : WebFrontFixture, IAsyncLifetime
{
    internal IdentityProvider Provider { get; private set; } = null!;

    internal TestKeys Keys { get; } = new();

    private protected override FrontSettings Web => new()
    {
        ApiKeys = Keys.Settings,
        OpenIdConnect = new OpenIdConnectSettings
        {
            Authority = Provider.Address,
            Audience = IdentityProvider.Audience,
            ClientId = IdentityProvider.ClientId,
            ClientSecret = IdentityProvider.ClientSecret,
        },
    };

    private protected override string Key => Keys.Of(Role.Admin);

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        await InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
