<?php
/* Template Name: Polityka cookies */
get_header(); ?>
<main>
  <h1><?php the_title(); ?></h1>
  <p>Wykaz plików cookies</p>
  <?php
  $grupy = array(
    array(
      'nazwa' => 'Niezbędne',
      'opis' => 'Konieczne do działania strony. Nie można ich wyłączyć.',
      'cookies' => array(
        array( 'scena_koszyk', 'Wybrane miejsca', '20 minut' ),
        array( 'wordpress_logged_in_[hash]', 'Logowanie pracowników', '14 dni' ),
      ),
    ),
    array(
      'nazwa' => 'Statystyczne',
      'opis' => 'Badanie oglądalności. Wymagają zgody.',
      'cookies' => array( array( '_ga', 'Identyfikator użytkownika', '2 lata' ) ),
    ),
  );
  foreach ( $grupy as $grupa ) : ?>
    <h3><?php echo esc_html( $grupa['nazwa'] ); ?></h3>
  <?php endforeach; ?>
</main>
<?php get_footer();
