namespace Anomaly.Chaos.Silo.Parts;

/// <summary>Puts something around a service that is registered already.</summary>
internal static class Decoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<IServiceProvider, T, T> around)
        where T : class
    {
        var inner = services.Last(service => !service.IsKeyedService && service.ServiceType == typeof(T));
        services.AddSingleton(provider => around(provider, (T)(
            inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }

    public static void DecorateKeyed<T>(this IServiceCollection services, object key, Func<IServiceProvider, T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.IsKeyedService && service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.AddKeyedSingleton(key, (provider, _) => around(provider, (T)(
            inner.KeyedImplementationInstance ?? inner.KeyedImplementationFactory?.Invoke(provider, key) ?? ActivatorUtilities.CreateInstance(provider, inner.KeyedImplementationType!))));
    }
}
